package dev.apk8s.chain.contract;

import java.util.Map;

/**
 * What a contract told.
 *
 * @param tenant whose contract it is
 * @param contract its name
 * @param arguments by name
 */
public record ContractEvent(String tenant, String contract, String event, Map<String, Object> arguments) {}
