package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.show.Live;
import java.util.function.Consumer;

/**
 * One step of the demonstration. What a step makes is given to those after it by their constructors.
 *
 * @param <T> what it makes
 */
public sealed interface Step<T>
        permits SignIn, TrainModel, StartFlows, CloseLoop, AnchorSnapshot, FollowTrace, RemoveLoop, RegisterDevices,
        ConnectDevices, BeginCounting, SendReadings, CommandDevice, CountInLog,
        CountInIndex, TakeSnapshot, CompressObject, MakeTable, CountBySql, RemoveDevices {

    /**
     * @param summary what was done, in a few words
     */
    record Done<T>(T value, String summary) {}

    /** What is about to be done. */
    String title();

    /**
     * Does it, within a time of its own.
     *
     * @param screen takes what there is to see meanwhile
     * @throws dev.apk8s.local.demo.client.DemoException when it cannot be done
     */
    Done<T> run(Consumer<Live> screen) throws InterruptedException;
}
