package dev.apk8s.gateway.proxy;

import dev.apk8s.platform.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Sends a request to its service and brings the answer's head back; the answer's body follows when it is written.
 * In place of the gateway library's own exchange, which drains an endless stream before it closes it, leaves a
 * connection behind when an answer turns out to be not modified, and cannot tell a silent service from a silent client.
 */
@Component
final class ServiceExchange implements ProxyExchange {
    private static final Logger log = LoggerFactory.getLogger(ServiceExchange.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final CloseableHttpClient client;
    private final StallWatch stalls;
    private final EventStreams streams;

    ServiceExchange(CloseableHttpClient client, StallWatch stalls, EventStreams streams) {
        this.client = client;
        this.stalls = stalls;
        this.streams = streams;
    }

    @Override
    public ServerResponse exchange(Request exchange) {
        String service = String.valueOf(
                exchange.getServerRequest().attributes().get(MvcUtils.GATEWAY_ROUTE_ID_ATTR));
        URI url = Objects.requireNonNull(exchange.getUri(), "The route has no URL");
        HttpServletRequest servletRequest = exchange.getServerRequest().servletRequest();
        HttpUriRequestBase request = new HttpUriRequestBase(exchange.getMethod().name(), url);
        request.setPath(pathAsSent(servletRequest));
        copyHeaders(exchange.getHeaders(), request);
        ClassicHttpResponse answer = answerOf(service, url, servletRequest, request);
        try {
            ServiceAnswer passed = new ServiceAnswer(service, request, answer, streams);
            exchange.getResponseConsumers().forEach(consumer -> consumer.accept(passed, passed));
            return passed;
        } catch (RuntimeException failure) {
            streams.ended(service, request);
            request.abort();
            throw failure;
        }
    }

    /** The path and the query byte for byte: decoding them and encoding them again would not give the same. */
    private static String pathAsSent(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    private static void copyHeaders(HttpHeaders headers, HttpUriRequestBase request) {
        headers.forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
        request.removeHeaders(HttpHeaders.CONTENT_LENGTH);
        request.removeHeaders(HttpHeaders.TRANSFER_ENCODING);
    }

    private ClassicHttpResponse answerOf(String service, URI url, HttpServletRequest servletRequest,
            HttpUriRequestBase request) {
        HttpHost host = new HttpHost(url.getScheme(), url.getHost(), url.getPort());
        if (!hasBody(servletRequest)) {
            return send(service, host, request, null);
        }
        try (StallWatch.Upload upload = stalls.begin(request)) {
            request.setEntity(new PassedBody(servletRequest, upload));
            return send(service, host, request, upload);
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private ClassicHttpResponse send(String service, HttpHost host, HttpUriRequestBase request,
            StallWatch.@Nullable Upload upload) {
        try {
            return client.executeOpen(host, request, null);
        } catch (ClientBodyException failure) {
            throw new UncheckedIOException(failure.reason());
        } catch (IOException failure) {
            if (upload != null && upload.isStalled()) {
                throw failed(ProxyError.SERVICE_TIMEOUT, service, "takes no more of the body for "
                        + stalls.sendTimeout().toMillis() + " ms", failure);
            }
            throw ofService(service, failure);
        }
    }

    private static ProblemException ofService(String service, IOException failure) {
        return switch (failure) {
            case ConnectionRequestTimeoutException _ -> new ProblemException(ProxyError.GATEWAY_BUSY,
                    "All connections to " + service + " are in use. Try again later.", failure)
                    .retryAfter(RETRY_AFTER);
            case ConnectTimeoutException _,ConnectException _,UnknownHostException _,NoRouteToHostException _ ->
                failed(ProxyError.SERVICE_AWAY, service, "cannot be reached", failure).retryAfter(RETRY_AFTER);
            case SocketTimeoutException _ ->
                failed(ProxyError.SERVICE_TIMEOUT, service, "did not answer in time", failure);
            default -> failed(ProxyError.SERVICE_BROKE_OFF, service, "broke off before it answered", failure);
        };
    }

    private static ProblemException failed(ProxyError error, String service, String what, IOException cause) {
        log.warn("{} {}: {}", service, what, cause.toString());
        return new ProblemException(error, service + " " + what + ".", cause);
    }
}
