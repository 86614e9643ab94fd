package dev.apk8s.chain.contract;

import java.util.List;
import org.web3j.abi.EventEncoder;

/** A kind of event that a contract tells of. */
record EventType(String name, List<Parameter> inputs) {
    /** The first topic of its logs. */
    String topic() {
        return EventEncoder.buildEventSignature(name + Parameter.types(inputs));
    }
}
