package dev.apk8s.warehouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineFailureTest {
    @ParameterizedTest
    @CsvSource({"SYNTAX_ERROR,USER_ERROR,QUERY_FAILED", "PERMISSION_DENIED,USER_ERROR,QUERY_FORBIDDEN",
            "USER_CANCELED,USER_ERROR,QUERY_CANCELLED", "ADMINISTRATIVELY_KILLED,USER_ERROR,QUERY_CANCELLED",
            "EXCEEDED_TIME_LIMIT,INSUFFICIENT_RESOURCES,QUERY_TIMED_OUT",
            "ABANDONED_QUERY,USER_ERROR,QUERY_GONE", "QUERY_QUEUE_FULL,INSUFFICIENT_RESOURCES,ENGINE_QUEUE_FULL",
            "CLUSTER_OUT_OF_MEMORY,INSUFFICIENT_RESOURCES,ENGINE_RESOURCES_EXHAUSTED",
            "NO_NODES_AVAILABLE,INTERNAL_ERROR,ENGINE_RESOURCES_EXHAUSTED",
            "GENERIC_INTERNAL_ERROR,INTERNAL_ERROR,ENGINE_FAILED", "JDBC_ERROR,EXTERNAL,ENGINE_FAILED",
            "HIVE_BAD_DATA,EXTERNAL,QUERY_FAILED"})
    void eachErrorHasItsCode(String name, String type, String code) {
        assertThat(new EngineFailure("m", name, type, 0, 0).problem("q").code().name()).isEqualTo(code);
    }

    @Test
    void whatIsInsideOfTheEngineIsNotShown() {
        ProblemException hidden = new EngineFailure("db-7.internal refused", "JDBC_ERROR", "EXTERNAL", 0, 0)
                .problem("q1");
        assertThat(hidden.detail()).doesNotContain("db-7").contains("JDBC_ERROR").contains("q1");
        ProblemException shown = new EngineFailure("line 2:3: no", "SYNTAX_ERROR", "USER_ERROR", 2, 3).problem("q1");
        assertThat(shown.detail()).isEqualTo("line 2:3: no");
        assertThat(shown.members()).containsEntry("line", 2).containsEntry("column", 3)
                .containsEntry("engineError", "SYNTAX_ERROR");
    }
}
