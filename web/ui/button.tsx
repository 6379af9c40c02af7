import type { ComponentProps, ReactNode } from 'react'
import styles from './button.module.css'

type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'back' | 'loss'

type Look = { look?: ButtonLook; wide?: boolean; icon?: ReactNode }

/** The class of a button, for links that look like one: `<Link className={buttonClass({ look: 'primary' })}>`. */
export function buttonClass({ look = 'primary', wide = false }: Pick<Look, 'look' | 'wide'> = {}): string {
  return `${styles.button} ${styles[look]} ${wide ? styles.wide : ''}`
}

/**
 * A button with a verb on it. While `busy` it stays focusable and does nothing, so that nobody sends twice
 * and nobody loses their place.
 */
export function Button({
  look,
  wide,
  icon,
  busy = false,
  type = 'button',
  children,
  onClick,
  className,
  ...rest
}: ComponentProps<'button'> & Look & { busy?: boolean }) {
  return (
    <button
      {...rest}
      type={type}
      className={`${buttonClass({ ...(look && { look }), ...(wide && { wide }) })} ${className ?? ''}`}
      aria-disabled={busy || rest['aria-disabled'] || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {icon}
      <span>{children}</span>
    </button>
  )
}
