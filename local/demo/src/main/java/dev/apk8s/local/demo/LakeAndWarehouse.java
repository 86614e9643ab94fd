package dev.apk8s.local.demo;

import dev.apk8s.local.demo.client.Gateway;
import dev.apk8s.local.demo.device.Identity;
import dev.apk8s.local.demo.step.CompressObject;
import dev.apk8s.local.demo.step.CountBySql;
import dev.apk8s.local.demo.step.MakeTable;
import dev.apk8s.local.demo.step.RunSettings;
import dev.apk8s.local.demo.step.TakeSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of readings that are kept: a snapshot in the lake, an object that is compressed, and SQL over all of it.
 *
 * @param operator who takes snapshots and puts objects
 * @param scientist who makes tables, if the warehouse runs
 */
record LakeAndWarehouse(Steps steps, RunSettings settings, Gateway operator, Optional<Gateway> scientist) {

    /**
     * What was shown.
     *
     * @param faults what is off, in words
     */
    record Shown(TakeSnapshot.Manifest manifest, List<String> faults) {}

    /**
     * @param listener a device that hears of the compressed object
     * @param since before the first reading was sent
     * @param sent how many readings there must be everywhere
     */
    Shown show(Identity listener, Instant since, long sent) throws InterruptedException {
        List<String> faults = new ArrayList<>();
        TakeSnapshot.Result snapshot = steps.perform(new TakeSnapshot(operator, settings, since));
        expect(faults, sent, snapshot.readings(), "in the snapshot");
        steps.perform(new CompressObject(operator, settings, listener, snapshot.files().getFirst()));
        if (scientist.isPresent()) {
            count(scientist.get(), snapshot, sent, faults);
        }
        return new Shown(snapshot.manifest(), faults);
    }

    private void count(Gateway analyst, TakeSnapshot.Result snapshot, long sent, List<String> faults)
            throws InterruptedException {
        String table = steps.perform(new MakeTable(analyst, settings, snapshot.prefix()));
        try {
            CountBySql.Result counted = steps.perform(new CountBySql(analyst, settings, table));
            expect(faults, sent, counted.lake(), "in the lake, by SQL");
            expect(faults, sent, counted.index(), "in the index, by SQL");
            expect(faults, sent, counted.log(), "in the log, by SQL");
        } finally {
            if (!settings.keep()) {
                analyst.delete(MakeTable.path(settings));
            }
        }
    }

    private static void expect(List<String> faults, long sent, long found, String where) {
        if (sent != found) {
            faults.add(sent + " sent, but " + found + " " + where);
        }
    }
}
