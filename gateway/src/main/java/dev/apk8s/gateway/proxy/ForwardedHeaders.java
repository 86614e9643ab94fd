package dev.apk8s.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Tells services whom the request came from. What the client says about itself in these headers is dropped; a proxy
 * before the gateway is believed only if {@code server.forward-headers-strategy} and
 * {@code server.tomcat.remoteip.internal-proxies} name it, and then the request itself carries what it said.
 */
@Component
final class ForwardedHeaders implements RequestHttpHeadersFilter, Ordered {
    /** Headers for one hop that the gateway library does not know. Nobody here waits for {@code 100 Continue}. */
    private static final Set<String> DROPPED = Set.of("proxy-connection", "http2-settings", "expect", "forwarded",
            "x-real-ip");

    @Override
    public HttpHeaders apply(HttpHeaders headers, ServerRequest request) {
        Set<String> named = namedByConnection(headers);
        HttpHeaders passed = new HttpHeaders();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!DROPPED.contains(lower) && !named.contains(lower) && !lower.startsWith("x-forwarded-")) {
                passed.put(name, List.copyOf(values));
            }
        });
        HttpServletRequest servletRequest = request.servletRequest();
        passed.set("X-Forwarded-For", servletRequest.getRemoteAddr());
        passed.set("X-Forwarded-Proto", servletRequest.getScheme());
        passed.set("X-Forwarded-Port", Integer.toString(servletRequest.getServerPort()));
        keepContentType(servletRequest, passed);
        String host = headers.getFirst(HttpHeaders.HOST);
        passed.set("X-Forwarded-Host", host == null ? servletRequest.getServerName() : host);
        return passed;
    }

    /** As it was sent: what Spring gives has a charset added. */
    private static void keepContentType(HttpServletRequest request, HttpHeaders passed) {
        String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (contentType != null) {
            passed.set(HttpHeaders.CONTENT_TYPE, contentType);
        }
    }

    /** Headers that {@code Connection} names are for one hop only (RFC 9110, 7.6.1). */
    private static Set<String> namedByConnection(HttpHeaders headers) {
        return headers.getOrEmpty(HttpHeaders.CONNECTION).stream().flatMap(value -> Stream.of(value.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** After the gateway library dropped all of these headers, before it drops {@code Connection}. */
    @Override
    public int getOrder() {
        return 10;
    }
}
