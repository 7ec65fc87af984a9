package io.eyewitness.theory.console;

/** The exit codes in the help of each command; docs/guide.md says the same. */
public final class ExitCodes {
    public static final String HEADING = "%nExit codes:%n";
    public static final String DONE = "0:done";
    public static final String HOLDS = "0:all claims hold";
    public static final String FAILS = "1:a claim fails";
    public static final String BAD_INPUT = "2:wrong usage or bad input";
    public static final String MISSING = "3:something needed is missing";

    private ExitCodes() {}
}
