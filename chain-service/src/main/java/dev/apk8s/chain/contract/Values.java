package dev.apk8s.chain.contract;

import dev.apk8s.chain.node.Hex;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Array;
import org.web3j.abi.datatypes.BytesType;
import org.web3j.abi.datatypes.NumericType;
import org.web3j.abi.datatypes.Type;
import org.web3j.utils.Numeric;

/** What contracts answer and tell, as JSON knows it: numbers beyond 2^53 as decimal texts, bytes with 0x. */
final class Values {
    private static final BigInteger MOST = BigInteger.TWO.pow(53);

    private Values() {}

    /** The values that bytes hold, in order. */
    @SuppressWarnings({"rawtypes", "unchecked"}) // web3j's own signature
    static List<Object> decode(List<Parameter> parameters, String data) {
        List<TypeReference<Type>> references = new ArrayList<>();
        parameters.forEach(parameter -> references.add(reference(parameter)));
        List<Object> values = new ArrayList<>();
        FunctionReturnDecoder.decode(data, references).forEach(value -> values.add(json(value)));
        return values;
    }

    /** The value in a log's topic; of text and lists only their hash stands there. */
    static Object decodeTopic(Parameter parameter, String topic) {
        return parameter.isHashed()
                ? topic
                : json(FunctionReturnDecoder.decodeIndexedValue(topic, reference(parameter)));
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // web3j's own signature
    private static TypeReference<Type> reference(Parameter parameter) {
        try {
            return TypeReference.makeTypeReference(parameter.type(), parameter.indexed(), false);
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException("Type " + parameter.type() + " cannot be made", impossible);
        }
    }

    private static Object json(Type<?> value) {
        return switch (value) {
            case Address address -> Hex.checksummed(address.getValue());
            case NumericType number -> number(number.getValue());
            case BytesType bytes -> Numeric.toHexString(bytes.getValue());
            case Array<?> list -> {
                List<Object> values = new ArrayList<>();
                list.getValue().forEach(each -> values.add(json(each)));
                yield values;
            }
            default -> value.getValue();
        };
    }

    private static Object number(BigInteger number) {
        return number.abs().compareTo(MOST) > 0 ? number.toString() : (Object) number.longValueExact();
    }
}
