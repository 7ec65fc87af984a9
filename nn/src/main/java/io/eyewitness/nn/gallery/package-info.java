/** Results for people to look at: pictures, contact sheets, plots and pages. */
package io.eyewitness.nn.gallery;
