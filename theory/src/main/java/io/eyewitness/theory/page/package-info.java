/**
 * Pages of results, each one HTML file that needs nothing else: the frame and the style that all have, and parts from which a page is made.
 */
package io.eyewitness.theory.page;
