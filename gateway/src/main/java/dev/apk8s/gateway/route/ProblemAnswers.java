package dev.apk8s.gateway.route;

import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.problem.Problems;
import java.io.UncheckedIOException;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers what goes wrong on a route, which no controller advice sees. */
final class ProblemAnswers implements HandlerFilterFunction<ServerResponse, ServerResponse> {
    private final Problems problems;

    ProblemAnswers(Problems problems) {
        this.problems = problems;
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        try {
            return next.handle(request);
        } catch (ProblemException problem) {
            return ServerResponse.status(problem.code().status()).build((servletRequest, response) -> {
                problems.write(servletRequest, response, problem);
                return null;
            });
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }
}
