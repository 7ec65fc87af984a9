package io.eyewitness.theory.console;

import picocli.CommandLine;

/** A program some of whose commands are campaigns, found by {@link java.util.ServiceLoader}. */
public interface CampaignProgram {
    /** Its name after {@code ./eyewitness}, such as {@code sim}. */
    String name();

    /** A new command line of it, set up. */
    CommandLine line();
}
