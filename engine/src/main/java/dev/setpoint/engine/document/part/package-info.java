/** Parts of a spec: the files of one folder that are merged with its {@code setpoint.yaml}. */
@NullMarked
package dev.setpoint.engine.document.part;

import org.jspecify.annotations.NullMarked;
