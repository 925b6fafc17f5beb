using System.Diagnostics.CodeAnalysis;
using Spillway.Engine;

namespace Spillway.Devices;

/// <summary>What a device answered, or why it did not; bad weather is a value here and no exception.</summary>
/// <typeparam name="T">What is read.</typeparam>
public readonly struct DeviceAnswer<T>
    where T : class
{
    /// <summary>An answer.</summary>
    /// <param name="value">What was read.</param>
    public DeviceAnswer(T value)
    {
        Invariant.Holds(value is not null);
        Value = value;
    }

    /// <summary>No answer.</summary>
    /// <param name="fault">Why.</param>
    public DeviceAnswer(DeviceFault fault)
    {
        Invariant.Holds(fault is not null);
        Fault = fault;
    }

    /// <summary>What was read; null where there is a <see cref="Fault"/>.</summary>
    public T? Value { get; }

    /// <summary>Why nothing was read; null where there is a <see cref="Value"/>.</summary>
    public DeviceFault? Fault { get; }

    /// <summary>Whether the device answered.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsAnswered => Value is not null;
}
