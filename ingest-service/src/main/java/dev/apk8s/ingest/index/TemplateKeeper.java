package dev.apk8s.ingest.index;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks after the index templates from time to time. */
final class TemplateKeeper {
    private static final Logger log = LoggerFactory.getLogger(TemplateKeeper.class);

    private final IndexTemplates templates;

    TemplateKeeper(IndexTemplates templates) {
        this.templates = templates;
    }

    @Scheduled(fixedDelayString = "${apk8s.ingest.index.template-check:30s}")
    void look() {
        try {
            templates.restore();
        } catch (EngineException away) {
            log.debug("The index templates are looked at again later", away);
        }
    }
}
