package io.eyewitness.check.cli;

/** What each command's help says of exit codes; the README says the same. */
final class ExitCodes {
    static final String HEADING = "%nExit codes:%n";
    static final String HOLDS = "0:all claims hold";
    static final String FAILS = "1:a claim fails";
    static final String BAD_INPUT = "2:wrong usage or bad input";
    static final String MISSING = "3:something needed is missing";

    private ExitCodes() {}
}
