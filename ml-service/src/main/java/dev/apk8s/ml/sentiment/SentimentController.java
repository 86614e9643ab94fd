package dev.apk8s.ml.sentiment;

import dev.apk8s.ml.sentiment.SentimentAnalyzer.Sentiment;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Functions")
class SentimentController {
    private final SentimentAnalyzer analyzer;
    private final SentimentProperties properties;

    SentimentController(SentimentAnalyzer analyzer, SentimentProperties properties) {
        this.analyzer = analyzer;
        this.properties = properties;
    }

    @PostMapping("/function/sentimentanalysis")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Find the sentiment of an English text", description = """
            The body is the text itself, in UTF-8, whatever its media type. `polarity` is from -1 to 1, `subjectivity` \
            from 0 to 1.""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string"), examples = @ExampleObject("I love this, it is wonderful.")))
    @ApiResponse(responseCode = "200", description = "The sentiment.", content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = Sentiment.class), examples = @ExampleObject("""
            {"polarity":0.75,"subjectivity":0.8,"sentence_count":1}""")))
    Sentiment analyze(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        int longest = Math.toIntExact(properties.maxText().toBytes());
        byte[] text = request.getInputStream().readNBytes(longest + 1);
        if (text.length > longest) {
            throw new ProblemException(CommonError.BODY_TOO_LARGE, "A text may have " + longest + " bytes.")
                    .with("limit", longest);
        }
        try {
            return analyzer
                    .analyze(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString());
        } catch (CharacterCodingException otherCode) {
            throw new ProblemException(CommonError.BAD_REQUEST, "The text is not UTF-8.", otherCode);
        }
    }
}
