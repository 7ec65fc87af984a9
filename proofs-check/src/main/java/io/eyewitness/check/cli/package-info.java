/** The command line: one class for each command. */
package io.eyewitness.check.cli;
