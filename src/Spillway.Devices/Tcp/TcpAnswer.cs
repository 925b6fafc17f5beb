namespace Spillway.Devices.Tcp;

/// <summary>The bytes of one answer, or why there are none. Whoever holds it disposes it; its bytes end there.</summary>
internal readonly struct TcpAnswer : IDisposable
{
    private readonly TcpExchanger? _owner;
    private readonly TcpConversation? _conversation;

    public TcpAnswer(TcpExchanger owner, TcpConversation conversation)
    {
        _owner = owner;
        _conversation = conversation;
    }

    public TcpAnswer(DeviceFault fault) => Fault = fault;

    public DeviceFault? Fault { get; }

    public ReadOnlyMemory<byte> Bytes => _conversation is null ? default : _conversation.Received;

    public void Dispose()
    {
        if (_conversation is not null)
        {
            _owner!.Return(_conversation);
        }
    }
}
