package dev.apk8s.chain.node;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Whether the node answers, and for the chain that is meant. Not part of readiness: transactions are taken without it. */
@Component("nodeHealthIndicator")
final class NodeHealth extends AbstractHealthIndicator {
    private final Node node;

    NodeHealth(Node node) {
        super("The chain's node does not answer");
        this.node = node;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        long chainId = Hex.number(node.ask("eth_chainId"));
        if (chainId == node.chainId()) {
            health.up();
        } else {
            health.down().withDetail("chainId", chainId);
        }
    }
}
