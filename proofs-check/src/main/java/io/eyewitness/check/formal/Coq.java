package io.eyewitness.check.formal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An installation of Coq.
 *
 * @param compiler coqc
 * @param dependencies coqdep
 * @param checker coqchk
 * @param version such as 8.16.1
 */
record Coq(Path compiler, Path dependencies, Path checker, String version) {
    /** The command that installs Coq on Debian and Ubuntu. */
    static final String INSTALL = "apt-get install --no-install-recommends coq";

    /** The oldest version that is supported. */
    static final String LEAST = "8.16";

    private static final Pattern VERSION = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})(?:\\.[0-9]{1,4})?");
    private static final int LEAST_MAJOR = 8;
    private static final int LEAST_MINOR = 16;

    /**
     * The Coq that is found first.
     *
     * @param path folders, as in the environment's PATH
     * @throws CoqUnavailable if there is none, or it is too old
     */
    static Coq find(String path, Programs programs) {
        Path compiler = program(path, "coqc");
        Programs.Outcome told = programs.run(List.of(compiler.toString(), "--print-version"));
        Matcher version = VERSION.matcher(told.output());
        if (told.code() != 0 || !version.lookingAt()) {
            throw CoqUnavailable.missing(compiler + " does not print its version");
        }
        if (isTooOld(version)) {
            throw CoqUnavailable.missing("the Coq " + version.group() + " at " + compiler + " is too old");
        }
        return new Coq(compiler, program(path, "coqdep"), program(path, "coqchk"), version.group());
    }

    private static boolean isTooOld(Matcher version) {
        int major = Integer.parseInt(version.group(1));
        return major < LEAST_MAJOR || major == LEAST_MAJOR && Integer.parseInt(version.group(2)) < LEAST_MINOR;
    }

    /** The fault of the version in a record, if there is one. */
    static Optional<String> problem(String version) {
        Matcher form = VERSION.matcher(version);
        if (!form.matches()) {
            return Optional.of("its version of Coq, '" + version + "', is not of the form 8.16.1");
        }
        return isTooOld(form)
                ? Optional.of("its version of Coq, '" + version + "', is older than " + LEAST)
                : Optional.empty();
    }

    private static Path program(String path, String name) {
        Optional<Path> found = Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name).toAbsolutePath())
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
        return found.orElseThrow(() -> CoqUnavailable.missing("there is no " + name + " on this machine"));
    }
}
