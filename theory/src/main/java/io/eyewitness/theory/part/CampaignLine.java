package io.eyewitness.theory.part;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command line that describes a campaign, without the options that do not decide its parts.
 *
 * @param program such as {@code sim}
 * @param arguments after the name of the program, such as {@code game} and {@code --samples=1000}
 */
public record CampaignLine(String program, List<String> arguments) {
    public CampaignLine {
        arguments = List.copyOf(arguments);
    }

    /** The same with other values of options, such as the places of files on another machine. */
    public CampaignLine with(Map<String, String> places) {
        return new CampaignLine(
                program,
                arguments.stream()
                        .map(argument -> {
                            int value = argument.startsWith("--") ? argument.indexOf('=') + 1 : 0;
                            String text = argument.substring(value);
                            return argument.substring(0, value) + places.getOrDefault(text, text);
                        })
                        .toList());
    }

    @Override
    public String toString() {
        return Stream.concat(Stream.of("./eyewitness", program), arguments.stream())
                .collect(Collectors.joining(" "));
    }
}
