import { i18n } from '#i18n'
import { TextField, type TextFieldProps } from './text-field.tsx'

/** A Home user's PIN. */
export function PinField(props: Omit<TextFieldProps, 'label' | 'isHidden' | 'isNumber'>) {
  return <TextField label={i18n.t('home.pin')} isHidden isNumber {...props} />
}
