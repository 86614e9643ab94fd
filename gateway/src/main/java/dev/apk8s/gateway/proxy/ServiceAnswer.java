package dev.apk8s.gateway.proxy;

import dev.apk8s.platform.problem.ProblemException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/** A service's answer, handed on as it arrives. The connection to the service goes when either side does. */
final class ServiceAnswer implements ServerResponse, ProxyExchange.Response {
    private static final Logger log = LoggerFactory.getLogger(ServiceAnswer.class);
    private static final int PART = 16 * 1024;
    /** What says what a service is made of, and what holds for one hop only (RFC 9110, 7.6.1): the container sets its own. */
    private static final Set<String> NOT_PASSED_ON = Set.of("server", "x-powered-by", "connection", "keep-alive",
            "proxy-authenticate", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade");

    private final String service;
    private final HttpUriRequestBase request;
    private final ClassicHttpResponse answer;
    private final EventStreams streams;
    private final HttpHeaders headers = new HttpHeaders();
    private final boolean flushed;

    /** @throws dev.apk8s.platform.problem.ProblemException if it is an event stream more than the gateway holds */
    ServiceAnswer(String service, HttpUriRequestBase request, ClassicHttpResponse answer, EventStreams streams) {
        this.service = service;
        this.request = request;
        this.answer = answer;
        this.streams = streams;
        if (EventStreams.isEventStream(answer)) {
            streams.open(service, request);
        }
        for (Header header : answer.getHeaders()) {
            if (!NOT_PASSED_ON.contains(header.getName().toLowerCase(Locale.ROOT))) {
                headers.add(header.getName(), header.getValue());
            }
        }
        flushed = EventStreams.isEventStream(answer) || isLines();
    }

    private boolean isLines() {
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).contains("ndjson");
    }

    @Override
    public HttpStatusCode getStatusCode() {
        return HttpStatusCode.valueOf(answer.getCode());
    }

    @Override
    public HttpHeaders getHeaders() {
        return HttpHeaders.copyOf(headers);
    }

    @Override
    public HttpStatusCode statusCode() {
        return getStatusCode();
    }

    @Override
    public HttpHeaders headers() {
        return headers;
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    public @Nullable ModelAndView writeTo(HttpServletRequest asked, HttpServletResponse response, Context context)
            throws IOException {
        boolean complete = false;
        try {
            response.setStatus(answer.getCode());
            headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            HttpEntity body = answer.getEntity();
            if (body != null) {
                if (flushed) {
                    response.flushBuffer();
                }
                copy(body.getContent(), asked, response);
            }
            complete = true;
            return null;
        } finally {
            end(complete);
        }
    }

    /** An answer that is not complete is aborted before it is closed: closing would read it to its end. */
    private void end(boolean complete) {
        streams.ended(service, request);
        if (!complete) {
            request.abort();
        }
        try {
            answer.close();
        } catch (IOException failure) {
            log.debug("Closing the answer of {} failed: {}", service, failure.getMessage());
        }
    }

    private void copy(InputStream body, HttpServletRequest asked, HttpServletResponse response) throws IOException {
        OutputStream client = response.getOutputStream();
        byte[] part = new byte[PART];
        try {
            for (int length = read(body, part); length >= 0; length = read(body, part)) {
                client.write(part, 0, length);
                if (flushed) {
                    client.flush();
                }
            }
        } catch (BrokenOffException broken) {
            log.warn("{} broke off its answer: {}", service, String.valueOf(broken.getCause()));
            if (!response.isCommitted()) {
                response.reset();
                throw new ProblemException(ProxyError.SERVICE_BROKE_OFF, service + " broke off its answer.", broken);
            }
            BrokenAnswers.mark(asked);
            throw broken;
        }
    }

    private int read(InputStream body, byte[] part) throws BrokenOffException {
        try {
            return body.read(part);
        } catch (IOException failure) {
            if (flushed && streams.isStopping()) {
                return -1;
            }
            throw new BrokenOffException(failure);
        }
    }

    private static final class BrokenOffException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenOffException(IOException cause) {
            super(cause);
        }
    }
}
