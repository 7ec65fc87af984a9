package io.eyewitness.theory.house;

import java.util.ArrayList;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The help of a command line and of all its subcommands, whose texts picocli takes for formats. */
public final class HelpTexts {
    private HelpTexts() {}

    /** The texts that are no formats, such as those with a percent sign that stands alone. */
    public static List<String> broken(CommandLine command) {
        List<String> broken = new ArrayList<>();
        CommandSpec spec = command.getCommandSpec();
        Stream.of(
                        Stream.of(spec.usageMessage().description()),
                        Stream.of(spec.usageMessage().footer()),
                        spec.options().stream().flatMap(option -> Stream.of(option.description())),
                        spec.positionalParameters().stream().flatMap(parameter -> Stream.of(parameter.description())))
                .flatMap(texts -> texts)
                .filter(HelpTexts::isBroken)
                .forEach(broken::add);
        command.getSubcommands().values().forEach(subcommand -> broken.addAll(broken(subcommand)));
        return broken;
    }

    private static boolean isBroken(String text) {
        try {
            String.format(Locale.ROOT, text);
            return false;
        } catch (IllegalFormatException e) {
            return true;
        }
    }
}
