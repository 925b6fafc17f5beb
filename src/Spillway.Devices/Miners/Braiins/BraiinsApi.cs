using Google.Protobuf;
using Grpc.Core;
using Spillway.Devices.Tcp;
using Spillway.Devices.Wire.Braiins;

namespace Spillway.Devices.Miners.Braiins;

/// <summary>The gRPC side of one machine: its log-in, whose token lives an hour after its last use, and calls that open it again
/// where it ended. One call at a time.</summary>
internal sealed class BraiinsApi(DeviceEndpoint endpoint, Credential credential, TcpLimits limits, TimeProvider clock)
{
    private const int Port = 50051;

    private readonly LoginPause _pause = new(clock);
    private string? _token;

    /// <summary>Makes calls on one connection, which is closed behind them: thousands of machines would keep too many open.</summary>
    public async ValueTask<DeviceAnswer<T>> OnConnectionAsync<T>(Func<BraiinsConnection, CancellationToken, Task<DeviceAnswer<T>>> act, CancellationToken cancellation)
        where T : class
    {
        if (_pause.Refusal is { } refusal)
        {
            return new(refusal);
        }

        using var limit = new CancellationTokenSource(limits.Whole, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        using var connection = new BraiinsConnection(endpoint.Address, endpoint.Port(Port), limits);
        var answer = await act(connection, either.Token).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return answer;
    }

    /// <summary>One call, logged in.</summary>
    public async Task<DeviceAnswer<T>> CallAsync<T>(BraiinsConnection connection, Func<CallInvoker, CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellation)
        where T : class, IMessage
    {
        var wasOpen = _token is not null;
        if (!wasOpen && await LogInAsync(connection, cancellation).ConfigureAwait(false) is { } fault)
        {
            return new(fault);
        }

        var answer = await connection.CallAsync(call, _token, cancellation).ConfigureAwait(false);
        if (answer.Fault?.Kind != DeviceFaultKind.Unauthorised)
        {
            return answer;
        }

        // A token ends by itself an hour after its last use, and with every start of the machine.
        _token = null;
        if (!wasOpen)
        {
            return new(_pause.Refused(answer.Fault));
        }

        return await LogInAsync(connection, cancellation).ConfigureAwait(false) is { } again
            ? new(again)
            : await connection.CallAsync(call, _token, cancellation).ConfigureAwait(false);
    }

    /// <summary>Tries the log-in alone, once: the token that it gives is not used and ends by itself.</summary>
    /// <returns>Why it was not taken; null where it was.</returns>
    public async ValueTask<DeviceFault?> TryLogInAsync(CancellationToken cancellation) => (await OnConnectionAsync<Acknowledgement>(
        async (connection, either) => await LogInAsync(connection, either).ConfigureAwait(false) is { } fault ? new(fault) : new(new Acknowledgement("logged in")),
        cancellation).ConfigureAwait(false)).Fault;

    private async Task<DeviceFault?> LogInAsync(BraiinsConnection connection, CancellationToken cancellation)
    {
        var request = new LoginRequest { Username = credential.User, Password = credential.Password };
        var answer = await connection.CallAsync(
            (invoker, options) => new AuthenticationService.AuthenticationServiceClient(invoker).LoginAsync(request, options), null, cancellation).ConfigureAwait(false);
        if (answer.Value is not { } login)
        {
            return answer.Fault!.Kind is DeviceFaultKind.Unauthorised ? _pause.Refused(answer.Fault) : answer.Fault;
        }

        if (login.Token.Length == 0)
        {
            return new(DeviceFaultKind.Malformed, "Log-in: it gave no token.");
        }

        _token = login.Token;
        _pause.Accepted();
        return null;
    }
}
