using System.Runtime.InteropServices;
using Spillway.App.Cli;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await CommandLine.RunAsync(args, Terminal.OfProcess(), stop.Token);

void Stop(PosixSignalContext context)
{
    // The first signal lets the work end tidily; whoever sends a second one does not want to wait for that.
    context.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
