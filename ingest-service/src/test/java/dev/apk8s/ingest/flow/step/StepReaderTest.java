package dev.apk8s.ingest.flow.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.apk8s.platform.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class StepReaderTest {
    private static final JsonMapper JSON = new JsonMapper();
    private final StepReader reader = new StepReader(JSON, 10, 10);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{}                                        | steps",
            "[]                                                                                           | steps",
            "[{'filter':'true','call':{}}]                                                                | steps[0]",
            "[{'sleep':'1s'}]                                                                             | steps[0]",
            "[{'filter':'event.temp >'}]                                                                  | steps[0].filter",
            "[{'filter':'1 + 1'}]                                                                         | steps[0].filter",
            "[{'filter':'secrets.x'}]                                                                     | steps[0].filter",
            "[{'filter':5}]                                                                               | steps[0].filter",
            "[{'filter':'true'},{'transform':[]}]                                                         | steps[1].transform",
            "[{'transform':[{'operation':'com.example.Evil','spec':{}}]}]                                 | steps[0].transform[0].operation",
            "[{'transform':[{'operation':'shift','spec':5}]}]                                             | steps[0].transform",
            "[{'call':{}}]                                                                                | steps[0].call",
            "[{'call':{'function':'f','query':'SELECT 1'}}]                                               | steps[0].call",
            "[{'call':{'function':'../x'}}]                                                               | steps[0].call.function",
            "[{'call':{'function':'f','into':'x'}}]                                                       | steps[0].call.into",
            "[{'call':{'function':'f','into':'/apk8s/x'}}]                                                | steps[0].call.into",
            "[{'call':{'function':'f','method':'m'}}]                                                     | steps[0].call.method",
            "[{'call':{'prediction':'p'}}]                                                                | steps[0].call.input",
            "[{'call':{'contract':'c','input':'[]'}}]                                                     | steps[0].call.method",
            "[{'call':{'query':'SELECT 1','input':'[]','maxRows':1000}}]                                  | steps[0].call.maxRows",
            "[{'call':{'query':'DELETE FROM t','input':'[]'}}]                                            | steps[0].call.query",
            "[{'call':{'query':'EXPLAIN ANALYZE DELETE FROM t','input':'[]'}}]                            | steps[0].call.query",
            "[{'call':{'query':'SELECT 1','schema':'s','input':'[]'}}]                                    | steps[0].call.catalog",
            "[{'call':{'contract':'c','method':'m/x','input':'[]'}}]                                      | steps[0].call.method",
            "[{'call':{'prediction':'p','namespace':'lab','input':'[]'}}]                                 | steps[0].call.namespace",
            "[{'window':{'value':'event.temp','into':'/w'}}]                                              | steps[0].window.over",
            "[{'window':{'value':'event.temp','over':'5 minutes','into':'/w'}}]                           | steps[0].window.over",
            "[{'window':{'value':'event.temp','over':'P30D','into':'/w'}}]                                | steps[0].window.over",
            "[{'call':{'function':'f'}},{'window':{'value':'event.temp','over':'PT5M','into':'/w'}}]      | steps[1].window",
            "[{'publish':{}}]                                                                             | steps[0].publish.stream",
            "[{'publish':{'stream':'s','delay':1}}]                                                       | steps[0].publish.delay",
            "[{'command':{'device':\"'d'\"}}]                                                             | steps[0].command.name",
            "[{'command':{'device':'d d','name':'n'}}]                                                    | steps[0].command.device"})
    void whatIsWrongIsNamedWithItsStep(String steps, String field) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> read(steps))
                .satisfies(problem -> assertThat(problem.members()).containsEntry("field", field));
    }

    @Test
    void aStreamMayStandAloneWhereItIsAllThereIsToSay() {
        assertThat(read("[{'publish':'sensor'}]")).containsExactly(new PublishStep("sensor", null, null));
    }

    private List<Step> read(String steps) {
        return reader.read(JSON.readTree(quoted(steps)));
    }

    /** With apostrophes for quotes, save within quotes. */
    private static String quoted(String steps) {
        StringBuilder json = new StringBuilder();
        boolean within = false;
        for (char at : steps.toCharArray()) {
            within ^= at == '"';
            json.append(at == '\'' && !within ? '"' : at);
        }
        return json.toString();
    }
}
