/** The table and its report, as text, Markdown, JSON and JUnit XML. */
package io.eyewitness.check.report;
