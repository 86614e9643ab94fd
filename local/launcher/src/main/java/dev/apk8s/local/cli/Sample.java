package dev.apk8s.local.cli;

import picocli.CommandLine.Command;

/** Data sets for the tours. */
@Command(name = "sample", mixinStandardHelpOptions = true, header = "Put a data set into the lake, to try things on.", //
        synopsisSubcommandLabel = "SET", subcommands = SampleDonors.class, footerHeading = "%n@|bold Examples|@%n", footer = {
                "  ./apk8s sample donors", "  ./apk8s sample donors --objects"})
final class Sample {}
