package dev.apk8s.local.junit;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.SearchOption;

/** Starts what {@link NeedsEngines} names. */
final class EnginesExtension implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        AnnotationSupport
                .findAnnotation(context.getRequiredTestClass(), NeedsEngines.class,
                        SearchOption.INCLUDE_ENCLOSING_CLASSES)
                .ifPresent(needs -> Engines.require(needs.value()));
    }
}
