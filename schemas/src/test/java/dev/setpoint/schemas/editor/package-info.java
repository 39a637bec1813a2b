/** The schema for editors, as a language server for YAML uses it. */
@NullMarked
package dev.setpoint.schemas.editor;

import org.jspecify.annotations.NullMarked;
