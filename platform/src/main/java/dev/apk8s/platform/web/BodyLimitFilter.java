package dev.apk8s.platform.web;

import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Refuses a body as soon as it is known to be too large: by its announced length, else while it is read. */
final class BodyLimitFilter extends OncePerRequestFilter {
    private final long maxBody;
    private final Map<PathPattern, Long> limits = new LinkedHashMap<>();

    BodyLimitFilter(WebProperties properties) {
        maxBody = properties.maxBody().toBytes();
        properties.bodyLimits().forEach(
                (pattern, size) -> limits.put(PathPatternParser.defaultInstance.parse(pattern), size.toBytes()));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = limitOf(request.getRequestURI());
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        chain.doFilter(new HttpServletRequestWrapper(request) {
            @Override
            public ServletInputStream getInputStream() throws IOException {
                return new LimitedInputStream(super.getInputStream(), limit);
            }
        }, response);
    }

    private long limitOf(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        for (Map.Entry<PathPattern, Long> limit : limits.entrySet()) {
            if (limit.getKey().matches(parsed)) {
                return limit.getValue();
            }
        }
        return maxBody;
    }

    static ProblemException tooLarge(long limit) {
        return new ProblemException(CommonError.BODY_TOO_LARGE, "The body is larger than " + limit
                + " bytes. Send less at a time.").with("limit", limit);
    }
}
