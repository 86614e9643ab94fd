package dev.apk8s.platform.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds every controller's method to its {@link Allowed}: without one, nobody gets in. */
public final class RouteRule implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || isFramework(method) || isOpen(method)) {
            return true;
        }
        Role[] allowed = allowed(method).orElseThrow(() -> new AccessDeniedException("The route names no role"));
        Caller caller = caller();
        if (caller == null || Arrays.stream(allowed).noneMatch(caller::may)) {
            throw new AccessDeniedException("None of the caller's roles may do this");
        }
        return true;
    }

    /** The roles that a route names, or empty where it names none. */
    public static Optional<Role[]> allowed(HandlerMethod method) {
        Allowed rule = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Allowed.class);
        if (rule == null) {
            rule = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Allowed.class);
        }
        return Optional.ofNullable(rule).map(Allowed::value);
    }

    public static boolean isOpen(HandlerMethod method) {
        return method.hasMethodAnnotation(OpenToAll.class);
    }

    /** Controllers that are not ours: the OpenAPI document and Spring's own error page. */
    public static boolean isFramework(HandlerMethod method) {
        return !method.getBeanType().getName().startsWith("dev.apk8s.");
    }

    private static @Nullable Caller caller() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication authentication
                ? authentication.getPrincipal()
                : null;
    }
}
