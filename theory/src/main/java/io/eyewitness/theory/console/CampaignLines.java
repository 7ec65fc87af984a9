package io.eyewitness.theory.console;

import io.eyewitness.theory.part.CampaignCommand;
import io.eyewitness.theory.part.CampaignLine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Command lines as the description of a campaign, and back. */
public final class CampaignLines {
    private static final Set<String> NO_SETTING = Set.of("--out", "--force", "--threads", "--part");

    private CampaignLines() {}

    /**
     * What a program was given, less the options that do not decide parts.
     *
     * @param program such as {@code sim}
     * @param running the subcommand that runs
     */
    public static CampaignLine of(String program, CommandLine running) {
        List<String> arguments = new ArrayList<>();
        for (CommandLine line = running; line.getParent() != null; line = line.getParent()) {
            arguments.add(0, line.getCommandName());
        }
        for (ArgSpec argument : new LinkedHashSet<>(running.getParseResult().matchedArgs())) {
            if (!(argument instanceof OptionSpec option)) {
                arguments.addAll(argument.originalStringValues());
            } else if (!NO_SETTING.contains(option.longestName())) {
                arguments.addAll(texts(option));
            }
        }
        return new CampaignLine(program, arguments);
    }

    private static List<String> texts(OptionSpec option) {
        return option.arity().max() == 0
                ? List.of(option.longestName())
                : option.originalStringValues().stream()
                        .map(value -> option.longestName() + "=" + value)
                        .toList();
    }

    /**
     * The command that a line describes, with its options set.
     *
     * @param more further arguments, such as {@code --out=DIR}
     * @throws IllegalArgumentException if no program here has such a command, or it is no campaign
     */
    public static Parsed parse(CampaignLine described, String... more) {
        CommandLine line = ServiceLoader.load(CampaignProgram.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(one -> one.name().equals(described.program()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("./eyewitness " + described.program() + " is not known here"))
                .line()
                .setExpandAtFiles(false);
        try {
            ParseResult parsed = line.parseArgs(Stream.concat(described.arguments().stream(), Stream.of(more))
                    .toArray(String[]::new));
            while (parsed.hasSubcommand()) {
                parsed = parsed.subcommand();
            }
            if (parsed.commandSpec().userObject() instanceof CampaignCommand command) {
                return new Parsed(command, parsed.commandSpec().commandLine());
            }
        } catch (ParameterException e) {
            throw new IllegalArgumentException(described + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(described + " is not done in parts");
    }

    /**
     * A command whose options are set.
     *
     * @param command the command
     * @param line its command line, on whose output it prints
     */
    public record Parsed(CampaignCommand command, CommandLine line) {}
}
