using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Modbus;
using Spillway.Devices.Wire.Modbus;
using Spillway.Simulation.Emulators.Modbus;
using Spillway.Tests.Devices.Compliance;
using Xunit;

namespace Spillway.Tests.Devices.Modbus;

public sealed class ModbusClientTests
{
    private static readonly ModbusRequest _read = ModbusRequest.ReadRegisters(ModbusFunction.ReadHoldingRegisters, 100, 2);
    private static readonly ModbusRequest _write = ModbusRequest.WriteCoil(16, isOn: true);
    private static readonly ModbusClientOptions _brief = new() { AnswerTimeout = TimeSpan.FromMilliseconds(150) };
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public static TheoryData<string> Manners => new(ModbusHostility.Manners.Keys);

    [Fact]
    public async Task The_connection_is_kept()
    {
        await using var server = new LoopbackServer(Honest);
        await using var client = new ModbusClient(server.Endpoint, new(), TimeProvider.System);

        for (var count = 0; count < 50; count++)
        {
            (await client.AskAsync(1, _read, _cancellation)).Value!.Register(1).ShouldBe((ushort)101);
        }

        server.Accepted.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task A_hostile_answer_is_a_fault_in_bounded_time_and_the_next_exchange_works(string manner)
    {
        foreach (var request in new[] { _read, _write })
        {
            await using var server = new LoopbackServer(connection => ModbusHostility.ServeAsync(connection, ModbusHostility.Manners[manner]));
            await using var client = new ModbusClient(server.Endpoint, _brief with { MissedAtMost = 1 }, TimeProvider.System);
            var begun = TimeProvider.System.GetTimestamp();

            var answer = await client.AskAsync(1, request, _cancellation);

            answer.Fault!.Kind.ShouldBeOneOf(DeviceFaultKind.Malformed, DeviceFaultKind.Late);
            TimeProvider.System.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(5));
            server.Behave(Honest);
            await Until.AnsweredAsync(() => client.AskAsync(1, request, _cancellation));
            server.Accepted.ShouldBeGreaterThan(1, "the connection was out of step and was closed");
        }
    }

    [Theory]
    [InlineData("endless bytes")]
    [InlineData("endless frames")]
    public async Task Of_an_endless_answer_little_is_taken(string manner)
    {
        var cut = new TaskCompletionSource();
        await using var server = new LoopbackServer(async connection =>
        {
            try
            {
                await ModbusHostility.ServeAsync(connection, ModbusHostility.Manners[manner]);
            }
            catch (IOException)
            {
                cut.SetResult();
            }
        });
        await using var client = new ModbusClient(server.Endpoint, new(), TimeProvider.System);

        (await client.AskAsync(1, _read, _cancellation)).Fault!.Kind.ShouldBe(DeviceFaultKind.Malformed);

        await cut.Task.WaitAsync(TimeSpan.FromSeconds(10), _cancellation);
    }

    [Fact]
    public async Task An_exception_is_an_answer_and_keeps_the_connection()
    {
        await using var server = new LoopbackServer(connection => ModbusServing.ServeAsync(connection, new Excepting(), () => true, connection.Cancellation));
        await using var client = new ModbusClient(server.Endpoint, new(), TimeProvider.System);

        (await Kind(1)).ShouldBe(DeviceFaultKind.Unsupported);
        (await Kind(2)).ShouldBe(DeviceFaultKind.Unsupported);
        (await Kind(3)).ShouldBe(DeviceFaultKind.Refused);
        (await Kind(4)).ShouldBe(DeviceFaultKind.Refused);
        (await Kind(5)).ShouldBe(DeviceFaultKind.Late);
        (await Kind(6)).ShouldBe(DeviceFaultKind.Refused);
        (await Kind(10)).ShouldBe(DeviceFaultKind.Unreachable);
        (await Kind(11)).ShouldBe(DeviceFaultKind.Unreachable);
        (await client.AskAsync(1, ModbusRequest.WriteRegister(5, 1), _cancellation)).IsAnswered.ShouldBeTrue("'acknowledge' says yes to a write");
        server.Accepted.ShouldBe(1);

        async Task<DeviceFaultKind> Kind(int exception) =>
            (await client.AskAsync(1, ModbusRequest.ReadRegisters(ModbusFunction.ReadHoldingRegisters, exception, 1), _cancellation)).Fault!.Kind;
    }

    [Fact]
    public async Task A_read_on_a_connection_that_the_device_had_closed_is_asked_once_more()
    {
        var served = 0;
        await using var server = new LoopbackServer(connection => ++served == 1 ? OneAnswer(connection) : Honest(connection));
        await using var client = new ModbusClient(server.Endpoint, new(), TimeProvider.System);
        (await client.AskAsync(1, _read, _cancellation)).IsAnswered.ShouldBeTrue();

        (await client.AskAsync(1, _read, _cancellation)).IsAnswered.ShouldBeTrue();
        (await client.AskAsync(1, _read, _cancellation)).IsAnswered.ShouldBeTrue();

        server.Accepted.ShouldBe(2);
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_is_not_sent_again()
    {
        var requests = 0;
        await using var server = new LoopbackServer(connection => ModbusHostility.ServeAsync(connection, (_, _) =>
        {
            requests++;
            return Task.CompletedTask;
        }));
        await using var client = new ModbusClient(server.Endpoint, new(), TimeProvider.System);

        (await client.AskAsync(1, _write, _cancellation)).Fault!.Kind.ShouldBe(DeviceFaultKind.Late);

        requests.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_is_dropped_and_the_next_one_is_not_mistaken_for_it()
    {
        var release = new TaskCompletionSource();
        var time = new FakeTimeProvider();
        await using var server = new LoopbackServer(async connection =>
        {
            await ModbusHostility.ServeAsync(connection, async (asked, to) =>
            {
                await release.Task;
                await to.Stream.WriteAsync(new byte[] { asked[0], asked[1], 0, 0, 0, 7, asked[6], 3, 4, 0xDE, 0xAD, 0xBE, 0xEF });
            });
            await Honest(connection);
        });
        await using var client = new ModbusClient(server.Endpoint, new(), time);

        var first = client.AskAsync(1, _read, _cancellation).AsTask();
        await Until.HoldsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(0.2));
                return first.IsCompleted;
            },
            "the answer stays away");
        (await first).Fault!.Kind.ShouldBe(DeviceFaultKind.Late);
        release.SetResult();

        (await client.AskAsync(1, _read, _cancellation)).Value!.Register(0).ShouldBe((ushort)100);
        server.Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task Several_requests_at_once_find_their_answers_where_that_is_allowed()
    {
        await using var server = new LoopbackServer(Honest);
        await using var client = new ModbusClient(server.Endpoint, new() { OutstandingAtMost = 8 }, TimeProvider.System);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(address =>
            client.AskAsync(1, ModbusRequest.ReadRegisters(ModbusFunction.ReadHoldingRegisters, address, 1), _cancellation).AsTask()));

        answers.Select(answer => (int)answer.Value!.Register(0)).ShouldBe(Enumerable.Range(0, 200));
        server.Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_there_is_unreachable()
    {
        using var reserved = new TcpListener(IPAddress.Loopback, 0);
        reserved.Start();
        var nobody = (IPEndPoint)reserved.LocalEndpoint;
        reserved.Stop();
        await using var client = new ModbusClient(nobody, new(), TimeProvider.System);

        (await client.AskAsync(1, _read, _cancellation)).Fault!.Kind.ShouldBe(DeviceFaultKind.Unreachable);
    }

    [Fact]
    public async Task Only_the_callers_own_cancellation_is_thrown()
    {
        await using var server = new LoopbackServer(connection => Task.Delay(Timeout.Infinite, connection.Cancellation));
        await using var client = new ModbusClient(server.Endpoint, new(), TimeProvider.System);
        using var source = new CancellationTokenSource();
        var asking = client.AskAsync(1, _read, source.Token).AsTask();
        await Until.HoldsAsync(() => server.Accepted == 1, "the connection is open");

        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(asking);
    }

    [Fact]
    public async Task A_shared_line_lives_until_its_last_holder_lets_go()
    {
        await using var server = new LoopbackServer(Honest);
        var client = new ModbusClient(server.Endpoint, new(), TimeProvider.System);
        var second = client.Share();
        await client.DisposeAsync();

        (await second.AskAsync(1, _read, _cancellation)).IsAnswered.ShouldBeTrue();
        await second.DisposeAsync();
    }

    private static Task Honest(LoopbackServer.Connection connection) =>
        ModbusServing.ServeAsync(connection, new Counting(), () => true, connection.Cancellation);

    private static Task OneAnswer(LoopbackServer.Connection connection) => ModbusHostility.ServeAsync(
        connection, async (asked, to) => await to.Stream.WriteAsync(new byte[] { asked[0], asked[1], 0, 0, 0, 7, asked[6], 3, 4, 0, 1, 0, 2 }));

    /// <summary>Every register holds its own address.</summary>
    private sealed class Counting : IModbusBank
    {
        public ModbusAnswer Answer(byte unit, ModbusRequest request) => request.IsWrite
            ? default
            : new(ModbusExceptionCode.None, Enumerable.Range(request.Address, request.Quantity).SelectMany(address => new[] { (byte)(address >> 8), (byte)address }).ToArray());
    }

    /// <summary>Answers with the exception whose number is the address.</summary>
    private sealed class Excepting : IModbusBank
    {
        public ModbusAnswer Answer(byte unit, ModbusRequest request) => ModbusAnswer.Refusal((ModbusExceptionCode)request.Address);
    }
}
