package dev.apk8s.platform.web;

import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers what is thrown by filters, which no controller advice sees. */
final class ProblemFilter extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(ProblemFilter.class);

    private final Problems problems;

    ProblemFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ProblemException problem) {
            problems.write(request, response, problem);
        } catch (InvalidParameterException notDecoded) {
            problems.write(request, response, Problems.ofParameters(notDecoded));
        } catch (AuthenticationServiceException away) {
            log.warn("The identity provider does not answer: {}", away.getMessage());
            problems.write(request, response,
                    new ProblemException(CommonError.SERVICE_UNAVAILABLE, "The identity provider does not answer.",
                            away)
                            .retryAfter(Duration.ofSeconds(5)));
        }
    }
}
