/** The report as one HTML file that needs nothing else: the claims, their evidence, and charts of both. */
package io.eyewitness.check.page;
