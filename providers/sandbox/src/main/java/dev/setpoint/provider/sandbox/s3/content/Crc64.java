package dev.setpoint.provider.sandbox.s3.content;

/** CRC-64/NVME, which Java does not have. */
final class Crc64 {

    private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
    private static final long[] TABLE = table();

    private Crc64() {}

    private static long[] table() {
        var table = new long[256];
        for (var i = 0; i < table.length; i++) {
            long value = i;
            for (var bit = 0; bit < 8; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
            }
            table[i] = value;
        }
        return table;
    }

    static long of(byte[] content) {
        var crc = -1L;
        for (var next : content) {
            crc = TABLE[(int) ((crc ^ next) & 0xFF)] ^ (crc >>> 8);
        }
        return ~crc;
    }
}
