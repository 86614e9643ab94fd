package dev.apk8s.ingest.function;

import dev.apk8s.platform.event.EventHeaders;
import dev.apk8s.platform.outbound.AddressRefusedException;
import dev.apk8s.platform.outbound.OutboundClient;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.trace.TraceContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/** Calls functions that users registered: through the guard, with bounds on time, tries and size. */
@Component
public final class RegisteredFunctionCaller {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int SERVER_ERROR = 500;

    private final Functions functions;
    private final OutboundClient client;
    private final TraceContext trace;
    private final Semaphore places;

    RegisteredFunctionCaller(Functions functions, OutboundClient client, TraceContext trace,
            FunctionProperties properties) {
        this.functions = functions;
        this.client = client;
        this.trace = trace;
        this.places = new Semaphore(properties.concurrent());
    }

    /**
     * Calls a tenant's function.
     *
     * @throws ProblemException with a {@link FunctionError}
     */
    public FunctionAnswer call(String tenant, String name, FunctionCall call) {
        RegisteredFunction function = functions.require(tenant, name);
        if (call.body().length > function.maxRequest()) {
            throw new ProblemException(dev.apk8s.platform.problem.CommonError.BODY_TOO_LARGE,
                    "Function '" + name + "' takes " + function.maxRequest() + " bytes at most.")
                    .with("limit", function.maxRequest());
        }
        if (!places.tryAcquire()) {
            throw new ProblemException(FunctionError.TOO_MANY_CALLS, "Call '" + name + "' again in a moment.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        try {
            return withRetries(function, call);
        } finally {
            places.release();
        }
    }

    private FunctionAnswer withRetries(RegisteredFunction function, FunctionCall call) {
        RetryPolicy policy = RetryPolicy.builder().maxRetries(function.retries()).delay(FIRST_PAUSE).multiplier(2)
                .maxDelay(LONGEST_PAUSE).includes(IOException.class).excludes(AddressRefusedException.class).build();
        try {
            return new RetryTemplate(policy).execute(() -> attempt(function, call));
        } catch (RetryException failed) {
            throw problem(function.name(), failed.getCause());
        }
    }

    private FunctionAnswer attempt(RegisteredFunction function, FunctionCall call) throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), URI.create(function.url()));
        request.setHeader(HttpHeaders.USER_AGENT, "apk8s");
        header(request, HttpHeaders.ACCEPT, call.accept());
        header(request, "Idempotency-Key", call.idempotencyKey());
        header(request, EventHeaders.TRACE_PARENT, trace.currentTraceParent());
        if (!call.method().equals("GET")) {
            request.setEntity(new ByteArrayEntity(call.body(), ContentType.parseLenient(call.contentType())));
        }
        return client.call(request, function.timeout(), answer -> read(function, answer));
    }

    private static void header(HttpUriRequestBase request, String name, @Nullable String value) {
        if (value != null) {
            request.setHeader(name, value);
        }
    }

    private static FunctionAnswer read(RegisteredFunction function, ClassicHttpResponse answer) throws IOException {
        int status = answer.getCode();
        if (status >= SERVER_ERROR) {
            throw new ServerErrorException(status);
        }
        if (status < OK || status >= REDIRECTION) {
            throw new ProblemException(FunctionError.FUNCTION_FAILED, "Function '" + function.name() + "' answered "
                    + status + (status < 400 ? ". Redirects are not followed." : ".")).with("status", status);
        }
        HttpEntity entity = answer.getEntity();
        if (entity == null) {
            return new FunctionAnswer(status, null, new byte[0]);
        }
        try (InputStream body = entity.getContent()) {
            byte[] bytes = body.readNBytes(Math.toIntExact(function.maxAnswer() + 1));
            if (bytes.length > function.maxAnswer()) {
                // Closing would read the rest of what may have no end.
                answer.close();
                throw new ProblemException(FunctionError.FUNCTION_FAILED, "Function '" + function.name()
                        + "' answered with more than " + function.maxAnswer() + " bytes.");
            }
            Header type = answer.getFirstHeader(HttpHeaders.CONTENT_TYPE);
            return new FunctionAnswer(status, type == null ? null : type.getValue(), bytes);
        }
    }

    private static ProblemException problem(String name, @Nullable Throwable cause) {
        return switch (cause) {
            case ProblemException told -> told;
            case AddressRefusedException within -> new ProblemException(FunctionError.FUNCTION_ADDRESS_REFUSED,
                    "The address of function '" + name + "' is not outside of the platform's network.", within);
            case ServerErrorException failed -> new ProblemException(FunctionError.FUNCTION_FAILED,
                    "Function '" + name + "' answered " + failed.status() + " each time.", failed)
                    .with("status", failed.status());
            case SocketTimeoutException late -> new ProblemException(
                    late instanceof org.apache.hc.client5.http.ConnectTimeoutException
                            ? FunctionError.FUNCTION_AWAY
                            : FunctionError.FUNCTION_TIMEOUT,
                    "Function '" + name + "' did not answer in time.", late);
            case null, default -> new ProblemException(FunctionError.FUNCTION_AWAY,
                    "Function '" + name + "' cannot be reached, or broke off.", cause);
        };
    }

    /** The function has a fault that may be gone the next time. */
    private static final class ServerErrorException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        ServerErrorException(int status) {
            super("HTTP " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
