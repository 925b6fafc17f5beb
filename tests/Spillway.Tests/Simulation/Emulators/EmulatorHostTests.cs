using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.Faults;
using Spillway.Simulation.World;
using Xunit;

namespace Spillway.Tests.Simulation.Emulators;

[Collection(nameof(StandardPorts))]
public sealed class EmulatorHostTests
{
    private static readonly Instant _start = Instant.FromUtc(2025, 7, 1, 12, 0);
    private static readonly IPAddress _first = IPAddress.Parse("127.77.1.1");
    private static readonly IPAddress _second = IPAddress.Parse("127.77.1.2");

    [Fact]
    public async Task A_machine_answers_at_its_own_address_as_a_plain_socket_would_be_answered()
    {
        await using var site = await TwoMachines.StartAsync();

        var answer = await Ask(_second, """{"command":"summary"}""");

        answer.ShouldStartWith("""{"STATUS":[{"STATUS":"S","When":1751371200,"Code":11,"Msg":"Summary","Description":"cgminer 4.11.1"}],"SUMMARY":[{"Elapsed":0,""");
        answer.ShouldEndWith("""}],"id":1}""" + "\0");
    }

    [Fact]
    public async Task Plain_words_are_answered_in_plain_words()
    {
        await using var site = await TwoMachines.StartAsync();

        var answer = await Ask(_first, "asccount");

        answer.ShouldBe("STATUS=S,When=1751371200,Code=104,Msg=ASC count,Description=cgminer 4.11.1|ASCS,Count=3|\0");
    }

    [Fact]
    public async Task A_machine_without_power_cuts_the_connection()
    {
        await using var site = await TwoMachines.StartAsync();
        site.Machines[0].Power(false, _start);

        (await Ask(_first, "summary")).ShouldBeEmpty();
        (await Ask(_second, "summary")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_line_that_drops_sends_half_an_answer_at_most()
    {
        await using var site = await TwoMachines.StartAsync();
        site.Machines[0].Suffer(MachineFaults.Drops, _start);

        (await Ask(_first, "summary")).ShouldNotEndWith("|\0");
    }

    [Fact]
    public async Task A_damaged_answer_is_as_long_as_the_sound_one_and_differs()
    {
        await using var site = await TwoMachines.StartAsync();
        var sound = await Ask(_first, "summary");
        site.Machines[0].Suffer(MachineFaults.Malformed, _start);

        var damaged = await Ask(_first, "summary");

        damaged.Length.ShouldBe(sound.Length);
        damaged.ShouldNotBe(sound);
    }

    [Fact]
    public async Task A_slow_machine_answers_after_seconds_of_its_world()
    {
        await using var site = await TwoMachines.StartAsync();
        site.Machines[0].Suffer(MachineFaults.Slow, _start);

        var answer = Ask(_first, "asccount");
        answer.IsCompleted.ShouldBeFalse();
        while (!answer.IsCompleted)
        {
            // The host arms its wait when the connection arrives, which no event here tells: so time goes on until it is answered.
            site.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await answer).ShouldContain("ASCS,Count=3");
        (site.Time.GetUtcNow() - TwoMachines.Began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_device_outside_loopback_is_refused()
    {
        var physics = new PhysicalMachine(MachineBuild.Of("cgminer", "Plain", 3000, 100), MachineIdentity.Of(1), 1, _start);
        var device = new MachineDevice(new PlainCgminerFamily(), new EmulatedMachine(physics, new WorldClock(new FakeTimeProvider(), _start, 1)));
        var options = new EmulatorOptions(new Dictionary<IPAddress, IEmulatedDevice> { [IPAddress.Parse("192.0.2.1")] = device }, [], EmulatorBinding.OneListenerAnAddress, _ => { });

        var refusal = await Should.ThrowAsync<Spillway.Engine.RefusedException>(() => EmulatorHost.StartAsync(options, new FakeTimeProvider(), TestContext.Current.CancellationToken));

        refusal.Code.ShouldBe(EmulatorErrors.NotLoopback);
    }

    private static async Task<string> Ask(IPAddress address, string request)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var buffer = new byte[65536];
        var read = 0;
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, 4028), patience.Token);
            await socket.SendAsync(Encoding.UTF8.GetBytes(request), patience.Token);
            int got;
            while ((got = await socket.ReceiveAsync(buffer.AsMemory(read), patience.Token)) > 0)
            {
                read += got;
            }
        }
        catch (SocketException)
        {
            // A cut connection ends with a reset: what came before it is the answer.
        }

        return Encoding.Latin1.GetString(buffer, 0, read);
    }

    private sealed class TwoMachines : IAsyncDisposable
    {
        public static readonly DateTimeOffset Began = new(2025, 7, 1, 12, 0, 0, TimeSpan.Zero);

        private readonly EmulatorHost _host;
        private readonly List<string> _faults;

        private TwoMachines(EmulatorHost host, FakeTimeProvider time, ImmutableArray<PhysicalMachine> machines, List<string> faults)
        {
            _host = host;
            Time = time;
            Machines = machines;
            _faults = faults;
        }

        public FakeTimeProvider Time { get; }

        public ImmutableArray<PhysicalMachine> Machines { get; }

        public static async Task<TwoMachines> StartAsync()
        {
            var faults = new List<string>();
            var time = new FakeTimeProvider(Began);
            var clock = new WorldClock(time, _start, 1);
            var family = new PlainCgminerFamily();
            ImmutableArray<PhysicalMachine> machines = [.. Enumerable.Range(1, 2).Select(number => new PhysicalMachine(MachineBuild.Of("cgminer", "Plain", 3000, 100), MachineIdentity.Of(number), (ulong)number, _start))];
            foreach (var machine in machines)
            {
                machine.Settle(_start);
            }

            var devices = machines.Zip([_first, _second]).ToDictionary(pair => pair.Second, pair => (IEmulatedDevice)new MachineDevice(family, new EmulatedMachine(pair.First, clock)));
            var options = new EmulatorOptions(devices, [], EmulatorBinding.OneListenerAnAddress, faults.Add);
            return new(await EmulatorHost.StartAsync(options, time, TestContext.Current.CancellationToken), time, machines, faults);
        }

        public async ValueTask DisposeAsync()
        {
            await _host.DisposeAsync();
            _faults.ShouldBeEmpty();
        }
    }
}
