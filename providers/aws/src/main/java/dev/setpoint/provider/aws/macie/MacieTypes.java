package dev.setpoint.provider.aws.macie;

import static dev.setpoint.provider.aws.registration.TypeEntry.resource;

import dev.setpoint.provider.aws.registration.ServiceTypes;

/** Types of Macie. */
public final class MacieTypes {

    public static final ServiceTypes ALL = new ServiceTypes(resource("aws.macie.session", MacieSession::new));

    private MacieTypes() {}
}
