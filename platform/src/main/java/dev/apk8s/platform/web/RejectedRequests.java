package dev.apk8s.platform.web;

import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Answers what Spring Security's firewall refuses, such as {@code ..} in a path. */
final class RejectedRequests implements RequestRejectedHandler {
    private final Problems problems;

    RejectedRequests(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException {
        problems.write(request, response, new ProblemException(CommonError.BAD_REQUEST,
                "The method, the path or a header holds what no route takes. In a path these are: . and .. as segments, "
                        + "empty segments, ; and %, backslashes, control characters, and a slash or a dot that is encoded.",
                rejected));
    }
}
