package dev.apk8s.ingest.flow.step;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a step can ask. */
public sealed interface CallTarget {
    /** A function of the platform or of the tenant: gets a text, or JSON. */
    record Function(String name) implements CallTarget {}

    /**
     * A prediction: gets a list of numbers, gives an object with what the model puts out, by name.
     *
     * @param names of the inputs
     */
    record Prediction(String model, List<String> names) implements CallTarget {}

    /**
     * A transaction on a method of a contract: gets its arguments, gives the record of the transaction.
     *
     * @param signer the managed account that signs
     */
    record Contract(String contract, String method, @Nullable String signer) implements CallTarget {}

    /** A statement of the warehouse's SQL: gets the values for its {@code ?}, gives a list of rows, each an object. */
    record Query(String sql, @Nullable String catalog, @Nullable String schema, int maxRows) implements CallTarget {}
}
