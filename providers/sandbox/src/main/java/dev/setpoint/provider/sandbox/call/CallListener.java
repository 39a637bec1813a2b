package dev.setpoint.provider.sandbox.call;

/** Sees every call, on the call's own thread. What it throws ends the call, as a process that dies there would. */
public interface CallListener {

    /** Looks away. */
    CallListener NONE = new CallListener() {
        @Override
        public void before(String call) {}

        @Override
        public void after(String call) {}
    };

    /** @param call action, region and subject: {@code s3:CreateBucket us-east-1 logs} */
    void before(String call);

    /** The call has had its effect, or was refused; whoever made it does not know yet. */
    void after(String call);
}
