package dev.setpoint.provider.sandbox.call;

/**
 * Listener that sees every call, on the call's own thread. An exception that it throws ends the call, as if the process
 * had died there.
 */
public interface CallListener {

    /** Listener that does nothing. */
    CallListener NONE = new CallListener() {
        @Override
        public void before(String call) {}

        @Override
        public void after(String call) {}
    };

    /** @param call action, region and subject: {@code s3:CreateBucket us-east-1 logs} */
    void before(String call);

    /** Called when the call has had its effect or was refused, before the caller gets the answer. */
    void after(String call);
}
