package dev.apk8s.chain.contract;

import java.util.List;

/** A method of a contract. */
record Method(String name, List<Parameter> inputs, List<Parameter> outputs, boolean payable, boolean reads) {
    /** Such as {@code transfer(address,uint256)}. */
    String signature() {
        return name + Parameter.types(inputs);
    }
}
