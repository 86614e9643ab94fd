package dev.apk8s.ingest.function;

import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Calls of functions. */
@RestController
@RequestMapping("/function/{name}")
@Tag(name = "Functions")
class FunctionController {
    private static final String WHAT = """
            A built-in function is called as the caller. A registered one is told nothing of the caller: it gets body, \
            `Content-Type` and `Accept`, and answers with its body; 4xx and 5xx of it are 502 FUNCTION_FAILED.""";

    private final Functions functions;
    private final BuiltInFunctionCaller builtIn;
    private final RegisteredFunctionCaller registered;

    FunctionController(Functions functions, BuiltInFunctionCaller builtIn, RegisteredFunctionCaller registered) {
        this.functions = functions;
        this.builtIn = builtIn;
        this.registered = registered;
    }

    @PostMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "Call a function with a body", description = WHAT)
    @ApiResponse(responseCode = "200", description = "What the function answers.")
    @RequestBody(content = @Content(mediaType = "text/plain", examples = @ExampleObject("It works very well.")))
    void post(@PathVariable String name, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        call(name, caller, request, response);
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "Call a function without a body", description = WHAT)
    @ApiResponse(responseCode = "200", description = "What the function answers.")
    void get(@PathVariable String name, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        call(name, caller, request, response);
    }

    private void call(String name, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<URI> own = functions.builtIn(name);
        if (own.isPresent()) {
            builtIn.pass(name, own.get(), request, response);
            return;
        }
        RegisteredFunction function = functions.require(caller.tenant(), name);
        byte[] body = request.getInputStream().readNBytes(Math.toIntExact(function.maxRequest() + 1));
        FunctionAnswer answer = registered.call(caller.tenant(), name, new FunctionCall(request.getMethod(), body,
                request.getContentType(), request.getHeader("Accept"), request.getHeader("Idempotency-Key")));
        response.setStatus(answer.status());
        response.setContentType(harmless(answer.contentType()));
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    /** A browser must not run what a stranger's function answers as if the platform had said it. */
    private static String harmless(@Nullable String contentType) {
        if (contentType != null) {
            try {
                MediaType type = MediaType.parseMediaType(contentType);
                if (type.isCompatibleWith(MediaType.APPLICATION_JSON) || type.isCompatibleWith(MediaType.TEXT_PLAIN)) {
                    return contentType;
                }
            } catch (org.springframework.http.InvalidMediaTypeException unreadable) {
                return MediaType.APPLICATION_OCTET_STREAM_VALUE;
            }
        }
        return MediaType.APPLICATION_OCTET_STREAM_VALUE;
    }
}
