package dev.apk8s.ingest.function;

import dev.apk8s.platform.event.EventHeaders;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.trace.TraceContext;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Passes calls of the platform's own functions on to the service that has them, as the caller, both ways as they stream. */
@Component
final class BuiltInFunctionCaller {
    private static final Timeout CONNECT = Timeout.ofSeconds(2);
    private static final int CONNECTIONS = 256;
    private static final Duration COME_BACK = Duration.ofSeconds(5);
    private static final List<String> ASKED = List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.ACCEPT,
            HttpHeaders.CONTENT_ENCODING, "Apk8s-Tenant");
    private static final List<String> ANSWERED = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_ENCODING,
            HttpHeaders.RETRY_AFTER, HttpHeaders.CACHE_CONTROL);

    private final CloseableHttpClient client;
    private final RequestConfig patience;
    private final TraceContext trace;

    BuiltInFunctionCaller(FunctionProperties properties, TraceContext trace) {
        this.trace = trace;
        patience = RequestConfig.custom().setConnectionRequestTimeout(CONNECT)
                .setResponseTimeout(Timeout.of(properties.builtInTimeout())).build();
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create().setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(CONNECT)
                                .setValidateAfterInactivity(TimeValue.ofSeconds(2)).build())
                        .build())
                .disableRedirectHandling().disableAutomaticRetries().disableCookieManagement()
                .disableContentCompression().build();
    }

    @PreDestroy
    void close() throws IOException {
        client.close();
    }

    void pass(String name, URI url, HttpServletRequest from, HttpServletResponse to) throws IOException {
        String query = from.getQueryString();
        HttpUriRequestBase request = new HttpUriRequestBase(from.getMethod(),
                URI.create(query == null ? url.toString() : url + "?" + query));
        request.setConfig(patience);
        ASKED.forEach(header -> copy(header, from.getHeader(header), request));
        copy(EventHeaders.TRACE_PARENT, trace.currentTraceParent(), request);
        if (!from.getMethod().equals("GET")) {
            request.setEntity(new InputStreamEntity(from.getInputStream(), from.getContentLengthLong(),
                    ContentType.parseLenient(from.getContentType())));
        }
        try {
            client.execute(request, answer -> {
                pass(answer, to);
                return answer.getCode();
            });
        } catch (SocketTimeoutException late) {
            throw away(name, late);
        } catch (IOException broken) {
            if (to.isCommitted()) {
                throw broken;
            }
            throw away(name, broken);
        }
    }

    private static void pass(ClassicHttpResponse answer, HttpServletResponse to) throws IOException {
        to.setStatus(answer.getCode());
        for (String name : ANSWERED) {
            Header header = answer.getFirstHeader(name);
            if (header != null) {
                to.setHeader(name, header.getValue());
            }
        }
        if (answer.getEntity() != null) {
            answer.getEntity().writeTo(to.getOutputStream());
        }
        to.flushBuffer();
    }

    private static void copy(String name, @Nullable String value, HttpUriRequestBase request) {
        if (value != null) {
            request.setHeader(name, value);
        }
    }

    private static ProblemException away(String name, IOException cause) {
        return new ProblemException(CommonError.SERVICE_UNAVAILABLE,
                "The service that has the function '" + name + "' does not answer.", cause).retryAfter(COME_BACK);
    }
}
