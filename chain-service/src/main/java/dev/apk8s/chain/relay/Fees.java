package dev.apk8s.chain.relay;

import dev.apk8s.chain.node.Block;
import dev.apk8s.chain.node.Call;
import dev.apk8s.chain.node.Hex;
import dev.apk8s.chain.node.Node;
import dev.apk8s.chain.node.Reply;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What gas costs now, by EIP-1559.
 *
 * @param ceiling the most that is ever offered
 */
record Fees(BigInteger baseFee, BigInteger tip, BigInteger ceiling) {
    private static final BigInteger LEAST_TIP = BigInteger.ONE;
    /** Nodes take the place of a waiting transaction only by one that pays a tenth more; this is an eighth. */
    private static final BigInteger RAISE_NUMERATOR = BigInteger.valueOf(9);
    private static final BigInteger RAISE_DENOMINATOR = BigInteger.valueOf(8);

    /** What is offered for a unit of gas, in wei. */
    record Offer(BigInteger maxFee, BigInteger tip) {}

    static Fees of(Node node, Block head, BigInteger ceiling) {
        Reply tip = node.call(Call.of("eth_maxPriorityFeePerGas"));
        return new Fees(head.baseFee(), tip.refusal() == null ? Hex.quantity(tip.result()).max(LEAST_TIP) : LEAST_TIP,
                ceiling);
    }

    boolean isAboveCeiling() {
        return baseFee.add(LEAST_TIP).compareTo(ceiling) > 0;
    }

    /** Enough for a base fee that doubles meanwhile, as far as the ceiling goes. */
    Offer offer() {
        BigInteger maxFee = baseFee.shiftLeft(1).add(tip).min(ceiling);
        return new Offer(maxFee, tip.min(maxFee));
    }

    /** One that takes the place of a former offer; empty when the ceiling forbids it. */
    Optional<Offer> above(Offer former) {
        BigInteger leastFee = raised(former.maxFee());
        BigInteger leastTip = raised(former.tip());
        if (leastFee.compareTo(ceiling) > 0) {
            return Optional.empty();
        }
        Offer now = offer();
        BigInteger maxFee = now.maxFee().max(leastFee);
        return Optional.of(new Offer(maxFee, now.tip().max(leastTip).min(maxFee)));
    }

    private static BigInteger raised(BigInteger amount) {
        return amount.multiply(RAISE_NUMERATOR).divide(RAISE_DENOMINATOR).add(BigInteger.ONE);
    }
}
