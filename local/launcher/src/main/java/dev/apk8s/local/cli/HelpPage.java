package dev.apk8s.local.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The list of commands, in groups by what one wants to do. */
final class HelpPage implements CommandLine.IHelpSectionRenderer {
    private static final Map<String, Set<String>> GROUPS = new LinkedHashMap<>();
    private static final int WIDTH = 110;
    private static final int NAME_WIDTH = 11;
    private static final String OTHERS = "Use it";

    static {
        GROUPS.put("Run it", Set.of("up", "down", "restart"));
        GROUPS.put("Look at it", Set.of("status", "logs"));
    }

    /** Gives this command and all below it the same look. */
    static void style(CommandLine commandLine) {
        UsageMessageSpec usage = commandLine.getCommandSpec().usageMessage();
        usage.width(WIDTH).abbreviateSynopsis(true).synopsisHeading("%n@|bold Usage|@  ").descriptionHeading("%n")
                .parameterListHeading("%n@|bold Parameters|@%n").optionListHeading("%n@|bold Options|@%n");
        commandLine.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
        commandLine.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
                new HelpPage());
        List<String> order = new ArrayList<>(commandLine.getHelpSectionKeys());
        order.remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST);
        order.add(order.indexOf(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING),
                UsageMessageSpec.SECTION_KEY_COMMAND_LIST);
        commandLine.setHelpSectionKeys(order);
        commandLine.getSubcommands().values().forEach(HelpPage::style);
    }

    @Override
    public String render(Help help) {
        Map<String, Table> tables = new LinkedHashMap<>();
        GROUPS.keySet().forEach(group -> tables.put(group, new Table(Set.of())));
        tables.put(OTHERS, new Table(Set.of()));
        help.subcommands().forEach((name, subcommand) -> {
            String group = GROUPS.entrySet().stream().filter(entry -> entry.getValue().contains(name))
                    .map(Map.Entry::getKey).findFirst().orElse(OTHERS);
            tables.getOrDefault(group, new Table(Set.of())).add(
                    help.colorScheme().commandText("  " + name).toString() + " ".repeat(NAME_WIDTH - name.length()),
                    String.join(" ", List.of(subcommand.commandSpec().usageMessage().header())));
        });
        StringBuilder page = new StringBuilder();
        tables.forEach((group, table) -> {
            List<String> lines = table.lines();
            if (!lines.isEmpty()) {
                page.append(page.isEmpty() ? "" : System.lineSeparator())
                        .append(help.colorScheme().text("@|bold " + group + "|@"))
                        .append(System.lineSeparator());
                lines.forEach(line -> page.append(line).append(System.lineSeparator()));
            }
        });
        return page.toString();
    }
}
