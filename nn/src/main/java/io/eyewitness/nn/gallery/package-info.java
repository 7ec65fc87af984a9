/** What people look at: pictures, contact sheets, curves and pages. */
package io.eyewitness.nn.gallery;
