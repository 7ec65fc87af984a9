/** What the command lines of all modules share: how they fail, write files and show progress. */
package io.eyewitness.theory.console;
