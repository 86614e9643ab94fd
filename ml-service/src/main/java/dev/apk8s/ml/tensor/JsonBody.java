package dev.apk8s.ml.tensor;

import dev.apk8s.ml.tensor.Values.MisfitException;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/** Reads bodies member by member, so that their numbers are never held as text or objects. */
public final class JsonBody {
    private JsonBody() {}

    /** Reads the value of a member; the parser is at its first token, and must be at its last when it returns. */
    public interface Member {
        void read(String name, JsonParser parser) throws MisfitException;
    }

    /**
     * Reads a body as one object.
     *
     * @throws ProblemException if it is not well-formed, or is none
     */
    public static <T> T read(JsonParser parser, Function<JsonParser, T> reader) {
        try (parser) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ProblemException(CommonError.BAD_REQUEST, "A JSON object is required as body.");
            }
            T read = reader.apply(parser);
            if (parser.nextToken() != null) {
                throw new ProblemException(CommonError.MALFORMED_JSON, "There is more behind the end of the object.");
            }
            return read;
        } catch (StreamReadException malformed) {
            var at = malformed.getLocation();
            throw new ProblemException(CommonError.MALFORMED_JSON, malformed.getOriginalMessage(), malformed)
                    .with("line", at.getLineNr()).with("column", at.getColumnNr());
        } catch (JacksonException failed) {
            if (failed.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw new ProblemException(CommonError.BAD_REQUEST, "The body could not be read to its end.", failed);
        }
    }

    /**
     * Walks an object.
     *
     * @param path of the object in the body, empty for the body itself
     */
    public static void members(JsonParser parser, String path, Member member) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw ProblemException.invalidField(path, "must be an object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            try {
                member.read(name, parser);
            } catch (MisfitException misfit) {
                throw misfit(path.isEmpty() ? name : path + "." + name, misfit);
            }
        }
    }

    /** An error in values, of which it is not known yet which input they are for. */
    public static ProblemException misfit(String field, MisfitException misfit) {
        return new ProblemException(TensorError.INVALID_INPUT, field + " " + misfit.getMessage() + ".", misfit)
                .with("field", field);
    }

    public static String text(String field, JsonParser parser) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw ProblemException.invalidField(field, "must be a text");
        }
        return parser.getString();
    }

    public static long whole(String field, JsonParser parser) {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw ProblemException.invalidField(field, "must be a whole number");
        }
        return parser.getLongValue();
    }

    public static boolean truth(String field, JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw ProblemException.invalidField(field, "must be true or false");
        };
    }

    /** A list of whole numbers that are not negative. */
    public static Shape shape(String field, JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw ProblemException.invalidField(field, "must be a list of whole numbers");
        }
        List<Long> dimensions = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            long dimension = whole(field, parser);
            if (dimension < 0 || dimensions.size() == 8) {
                throw ProblemException.invalidField(field, "must be at most 8 whole numbers of 0 or more");
            }
            dimensions.add(dimension);
        }
        return new Shape(dimensions);
    }
}
